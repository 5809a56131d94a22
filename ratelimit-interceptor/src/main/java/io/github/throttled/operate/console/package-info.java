/**
 * The console's face to browsers and programs: a servlet, with the page and the JSON API that it
 * needs, and who may use them. It shows what {@link io.github.throttled.operate.control} and {@link
 * io.github.throttled.operate.usage} know, and has nothing of its own. JSON comes from the server;
 * nothing here is loaded where the console is not open.
 */
package io.github.throttled.operate.console;
