package io.github.throttled.example.catalogue;

/**
 * A book on the shelf.
 *
 * @param id its number in the shop
 * @param year when it was first published
 * @param cents its price, in cents
 */
public record Book(int id, String title, String author, int year, int cents) {}
