package io.github.throttled.example.sales;

import java.util.List;
import java.util.Map;

/**
 * What was sold.
 *
 * @param orders how many orders
 * @param cents their worth, in cents
 * @param centsPerMonth their worth by month ({@code 2026-01}), in cents, earliest month first
 * @param bestsellers the books that sold most copies, most first
 */
public record SalesReport(
        int orders, int cents, Map<String, Integer> centsPerMonth, List<Bestseller> bestsellers) {

    /**
     * A book that sold well.
     *
     * @param copies how many were sold
     */
    public record Bestseller(String title, int copies) {}
}
