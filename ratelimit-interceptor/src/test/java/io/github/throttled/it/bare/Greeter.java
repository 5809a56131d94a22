package io.github.throttled.it.bare;

import io.github.throttled.Throttled;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Greeter {

    @Throttled("bean")
    public String greet() {
        return "Hello.";
    }
}
