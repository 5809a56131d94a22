/** What the shop has: books, and finding them. */
package io.github.throttled.example.catalogue;
