package io.github.throttled.example.sales;

import jakarta.enterprise.context.ApplicationScoped;

import java.time.LocalDate;
import java.util.List;

/** The order book: a quarter's sample orders. */
@ApplicationScoped
class Orders {

    private static final List<Order> ORDERS =
            List.of(
                    order("2026-01-04", 9, 3),
                    order("2026-01-07", 1, 2),
                    order("2026-01-13", 19, 1),
                    order("2026-01-13", 11, 1),
                    order("2026-01-22", 2, 4),
                    order("2026-01-30", 20, 2),
                    order("2026-02-02", 1, 1),
                    order("2026-02-09", 17, 2),
                    order("2026-02-14", 1, 6),
                    order("2026-02-14", 5, 3),
                    order("2026-02-21", 6, 1),
                    order("2026-02-27", 13, 2),
                    order("2026-03-03", 9, 5),
                    order("2026-03-08", 4, 2),
                    order("2026-03-08", 12, 2),
                    order("2026-03-15", 10, 1),
                    order("2026-03-19", 18, 3),
                    order("2026-03-28", 3, 2));

    List<Order> all() {
        return ORDERS;
    }

    private static Order order(String day, int bookId, int copies) {
        return new Order(LocalDate.parse(day), bookId, copies);
    }
}
