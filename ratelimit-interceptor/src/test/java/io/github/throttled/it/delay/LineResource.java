package io.github.throttled.it.delay;

import io.github.throttled.Throttled;
import io.github.throttled.internal.cdi.RunningApplication;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** Requests that wait, and what the server does meanwhile. */
@Path("")
public class LineResource {

    @Inject Line line;
    @Inject LineSession session;
    @Inject Mails mails;
    @Inject Note note;
    @Inject HttpServletRequest request;

    @POST
    @Path("paced")
    @Throttled("paced")
    public String paced(String body, @Context SecurityContext security) {
        return String.join(
                " ",
                body,
                "from",
                security.getUserPrincipal().getName(),
                "at",
                request.getRemoteAddr(),
                "is",
                note.read());
    }

    @GET
    @Path("full")
    @Throttled("full")
    public String full() {
        return "done";
    }

    @GET
    @Path("route")
    public String route() {
        return "done";
    }

    @GET
    @Path("stage")
    public CompletionStage<String> stage() {
        return line.later();
    }

    @GET
    @Path("session")
    public CompletionStage<String> session() {
        return session.later();
    }

    @GET
    @Path("parked")
    public String parked() {
        return line.now();
    }

    /** Sends three mails. */
    @POST
    @Path("mails")
    public void mails() {
        for (int i = 0; i < 3; i++) {
            mails.send("mail " + i);
        }
    }

    @GET
    @Path("mails")
    public String sent() {
        return String.join(", ", mails.sent());
    }

    @GET
    @Path("waiting")
    public int waiting() {
        return RunningApplication.current().waitingRoom().waiting();
    }

    /** How many threads of the server, but for this one, are at work for this application. */
    @GET
    @Path("busy")
    public long busy() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey() != Thread.currentThread())
                .filter(thread -> isThrottled(thread.getValue()))
                .count();
    }

    private static boolean isThrottled(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .map(StackTraceElement::getClassName)
                .anyMatch(
                        name ->
                                name.startsWith("io.github.throttled.rest.")
                                        || name.startsWith(
                                                "io.github.throttled.internal.enforcement.DelayStrategy"));
    }
}
