package io.github.throttled.it.misplaced;

import io.github.throttled.Throttled;

import jakarta.ejb.Local;

@Local
@Throttled("shop")
public interface Stock {

    int count();
}
