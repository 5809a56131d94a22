package io.github.throttled.example.sales;

import java.time.LocalDate;

/**
 * Copies of one book, sold to one customer.
 *
 * @param bookId the book's number in the shop
 * @param copies at least 1
 */
record Order(LocalDate day, int bookId, int copies) {}
