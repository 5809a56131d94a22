package io.github.throttled.it.delay;

import io.github.throttled.Throttled;

import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An EJB whose calls nobody waits for. */
@Stateless
public class Mails {

    private static final Collection<String> SENT = new ConcurrentLinkedQueue<>();

    @Resource SessionContext session;

    @Asynchronous
    @Throttled("mails")
    public void send(String mail) {
        SENT.add(mail + " from " + session.getCallerPrincipal().getName());
    }

    public List<String> sent() {
        return List.copyOf(SENT);
    }
}
