package io.github.throttled.it.resources;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Both a resource and an EJB. */
@Path("ejb")
@Stateless
public class EjbResource {

    @EJB private Worker worker;

    @GET
    @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String throttled() {
        return "done";
    }

    /** It calls another throttled bean, which charges as well. */
    @GET
    @Path("with-bean")
    @Throttled(limit = "9/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
    public String withBean() {
        return worker.work();
    }

    /** A bean that is throttled on its own. */
    @Stateless
    public static class Worker {

        @Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
        public String work() {
            return "done";
        }
    }
}
