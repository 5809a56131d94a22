package io.github.throttled.example.sales;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.github.throttled.Throttled;
import io.github.throttled.example.catalogue.Book;
import io.github.throttled.example.catalogue.Catalogue;
import io.github.throttled.example.sales.SalesReport.Bestseller;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds reports. An EJB, to show that {@link Throttled @Throttled} needs no REST: whoever calls
 * too often gets a {@link io.github.throttled.RateLimitExceededException}.
 */
@Stateless
public class Reports {

    private static final int BESTSELLERS = 3;

    @Inject Orders orders;
    @Inject Catalogue catalogue;

    /** All sales, added up. */
    @Throttled("reports")
    public SalesReport sales() {
        List<Order> sold = orders.all();
        return new SalesReport(
                sold.size(),
                sold.stream().mapToInt(this::cents).sum(),
                sold.stream()
                        .collect(groupingBy(Reports::month, TreeMap::new, summingInt(this::cents))),
                bestsellers(sold));
    }

    private List<Bestseller> bestsellers(List<Order> sold) {
        Map<Integer, Integer> copies =
                sold.stream().collect(groupingBy(Order::bookId, summingInt(Order::copies)));
        return copies.entrySet().stream()
                .map(entry -> new Bestseller(book(entry.getKey()).title(), entry.getValue()))
                .sorted(Comparator.comparing(Bestseller::copies).reversed())
                .limit(BESTSELLERS)
                .toList();
    }

    private int cents(Order order) {
        return order.copies() * book(order.bookId()).cents();
    }

    private Book book(int id) {
        return catalogue.find(id).orElseThrow();
    }

    private static String month(Order order) {
        return YearMonth.from(order.day()).toString();
    }
}
