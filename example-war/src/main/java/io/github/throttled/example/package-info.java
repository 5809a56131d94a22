/**
 * A small online bookshop whose API is limited by Throttled. What is limited is said by {@link
 * io.github.throttled.Throttled @Throttled} on the method, by how much in {@code
 * META-INF/microprofile-config.properties}.
 *
 * <p>The shop itself is in {@code catalogue}, {@code account} and {@code sales}. Here is what makes
 * a cluster of shops visible: which node answered, and how many there are.
 */
package io.github.throttled.example;
