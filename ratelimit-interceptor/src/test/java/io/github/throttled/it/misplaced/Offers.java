package io.github.throttled.it.misplaced;

import io.github.throttled.Throttled;

public interface Offers {

    @Throttled("shop")
    String best();
}
