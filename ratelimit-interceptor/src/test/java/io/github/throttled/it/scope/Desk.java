package io.github.throttled.it.scope;

import io.github.throttled.Throttled;

import jakarta.ejb.Stateless;

@Stateless
public class Desk {

    @Throttled("in-ejb")
    public String ask() {
        return "asked";
    }
}
