package io.github.throttled.it.misplaced;

import io.github.throttled.Throttled;

/** No bean. */
public class Tool {

    @Throttled("shop")
    public String use() {
        return "used";
    }
}
