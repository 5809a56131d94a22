/** Who the shop knows: logging in, and staying logged in on every node. */
package io.github.throttled.example.account;
