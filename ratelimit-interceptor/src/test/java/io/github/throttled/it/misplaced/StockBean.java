package io.github.throttled.it.misplaced;

import jakarta.ejb.Stateless;

@Stateless
public class StockBean implements Stock {

    @Override
    public int count() {
        return 1;
    }
}
