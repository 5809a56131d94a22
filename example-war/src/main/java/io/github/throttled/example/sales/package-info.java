/** What the shop sold. */
package io.github.throttled.example.sales;
