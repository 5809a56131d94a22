package io.github.throttled.it.beans;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import java.util.Map;
import java.util.concurrent.Callable;

/** Calls the bean that the path names. */
@Path("call")
@Produces(MediaType.TEXT_PLAIN)
public class Calls {

    @Inject MethodBean methodBean;
    @Inject ClassBean classBean;
    @Inject Inherited.ChildOfThrottled childOfThrottled;
    @Inject Inherited.ChildOfFree childOfFree;
    @Inject Transaction transaction;
    @EJB StatelessBean statelessBean;
    @EJB LocalView localView;
    @EJB SingletonBean singletonBean;

    @GET
    @Path("{bean}")
    public String call(@PathParam("bean") String bean) throws Exception {
        return calls().get(bean).call();
    }

    private Map<String, Callable<String>> calls() {
        return Map.ofEntries(
                Map.entry("method", methodBean::throttled),
                Map.entry("method-by-itself", methodBean::callsItself),
                Map.entry("method-free", methodBean::free),
                Map.entry("method-overridden", methodBean::overridden),
                Map.entry("class-one", classBean::one),
                Map.entry("class-other", classBean::other),
                Map.entry("class-own", classBean::own),
                Map.entry("inherited-class", childOfThrottled::inherited),
                Map.entry("inherited-class-redefined", childOfThrottled::redefined),
                Map.entry("inherited-method", childOfFree::inherited),
                Map.entry("inherited-method-redefined", childOfFree::redefined),
                Map.entry("stateless", statelessBean::throttled),
                Map.entry("asynchronous", () -> statelessBean.later().get()),
                Map.entry("local-view", localView::throttled),
                Map.entry("singleton", singletonBean::throttled),
                Map.entry("transaction", transaction::callAndLook));
    }
}
