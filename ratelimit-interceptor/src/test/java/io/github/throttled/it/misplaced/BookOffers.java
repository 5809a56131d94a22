package io.github.throttled.it.misplaced;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class BookOffers implements Offers {

    @Override
    public String best() {
        return "a book";
    }
}
