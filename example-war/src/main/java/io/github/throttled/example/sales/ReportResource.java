package io.github.throttled.example.sales;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Reports over HTTP. Nothing is limited here: a refusal of the EJB behind it leaves this method as
 * an exception, and Throttled makes it a 429.
 */
@Path("reports")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {

    @Inject Reports reports;

    /** What was sold. */
    @GET
    @Path("sales")
    public SalesReport sales() {
        return reports.sales();
    }
}
