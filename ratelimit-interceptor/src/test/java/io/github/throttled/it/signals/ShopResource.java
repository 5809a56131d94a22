package io.github.throttled.it.signals;

import io.github.throttled.Throttled;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("")
public class ShopResource {

    @Inject Alarm alarm;

    @GET
    @Path("limited")
    @Throttled("limited")
    public String limited() {
        return "done";
    }

    @GET
    @Path("watched")
    @Throttled("watched")
    public String watched() {
        return "done";
    }

    @GET
    @Path("guarded")
    @Throttled("guarded")
    public String guarded() {
        return "done";
    }

    @GET
    @Path("tiered")
    @Throttled("tiered")
    public String tiered() {
        return "done";
    }

    @GET
    @Path("sees")
    public boolean sees(@QueryParam("type") String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @GET
    @Path("events")
    public String events() {
        return String.join("\n", alarm.heard());
    }
}
