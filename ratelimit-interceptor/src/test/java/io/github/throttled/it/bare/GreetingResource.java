package io.github.throttled.it.bare;

import io.github.throttled.RateLimiter;
import io.github.throttled.Throttled;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;

@Path("/")
@RequestScoped
public class GreetingResource {

    @Inject private Greeter greeter;
    @Inject private RateLimiter limiter;

    @GET
    @Path("resource")
    @Throttled("resource")
    public String resource() {
        return "Hello.";
    }

    @GET
    @Path("free")
    public String free() {
        return "Hello.";
    }

    @GET
    @Path("throttled")
    @Throttled("plenty")
    public String throttled() {
        return "Hello.";
    }

    @GET
    @Path("exhausted")
    @Throttled("exhausted")
    public String exhausted() {
        return "Hello.";
    }

    @GET
    @Path("cookie")
    @Throttled("cookie")
    public String cookie() {
        return "Hello.";
    }

    @GET
    @Path("bean")
    public String bean() {
        return greeter.greet();
    }

    @GET
    @Path("hand")
    public boolean hand(@HeaderParam("X-Test") String test) {
        return limiter.tryAcquire("hand", test).allowed();
    }

    @GET
    @Path("route")
    public String route() {
        return "Hello.";
    }

    @GET
    @Path("any/{id}")
    @Throttled({"by-path", "by-query", "by-cookie", "by-header", "by-address"})
    public String any() {
        return "Hello.";
    }
}
