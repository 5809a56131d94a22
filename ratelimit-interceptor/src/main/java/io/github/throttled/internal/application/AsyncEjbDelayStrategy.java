package io.github.throttled.internal.application;

import io.github.throttled.internal.config.syntax.LoggableException;
import io.github.throttled.internal.enforcement.AdmittedInvocation;
import io.github.throttled.internal.enforcement.DelayStrategy;
import io.github.throttled.internal.enforcement.RateLimitContext;
import io.github.throttled.internal.engine.WaitingRoom;
import io.github.throttled.internal.key.Caller;

import jakarta.ejb.SessionContext;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * For asynchronous methods of EJBs that return nothing. Such a call runs on a thread of the
 * container's, which must not wait; so it ends, and is made again when its turn has come. (Where a
 * method returns a future, the container itself waits for that with a thread.)
 */
final class AsyncEjbDelayStrategy extends DelayStrategy {

    private static final Logger LOG = System.getLogger(AsyncEjbDelayStrategy.class.getName());

    private final Queue<Deferred> deferred = new ConcurrentLinkedQueue<>();
    private final ServerThreads threads;
    private final boolean isStateful;

    /** The bean for all calls, if it is the same for all; null until it is known. */
    private volatile View view;

    /**
     * The bean as its clients see it, and its method.
     *
     * @param bean the container's, not an instance
     */
    private record View(Object bean, Method method) {}

    /**
     * A call that has paid and is being made again. Two calls of one caller with the same arguments
     * are as good as one another.
     */
    private record Deferred(String user, Object[] arguments, RateLimitContext rateLimit) {

        boolean is(String caller, Object[] values) {
            if (!Objects.equals(user, caller) || arguments.length != values.length) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                if (arguments[i] != values[i] && !Objects.equals(arguments[i], values[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param isStateful whether each client of the bean has one of its own
     */
    AsyncEjbDelayStrategy(WaitingRoom room, ServerThreads threads, boolean isStateful) {
        super(room);
        this.threads = threads;
        this.isStateful = isStateful;
    }

    /** Whether a session bean's method can be called again without anybody knowing. */
    static boolean suits(Class<?> type, Method method) {
        return method.getReturnType() == void.class && AsynchronousEjb.is(type, method);
    }

    @Override
    public Optional<RateLimitContext> resumed(Caller caller, Object[] arguments) {
        if (deferred.isEmpty()) {
            return Optional.empty();
        }
        String user = caller.userName();
        for (Iterator<Deferred> calls = deferred.iterator(); calls.hasNext(); ) {
            Deferred call = calls.next();
            if (call.is(user, arguments) && deferred.remove(call)) {
                return Optional.of(call.rateLimit());
            }
        }
        return Optional.empty();
    }

    @Override
    protected Object delay(AdmittedInvocation call, Duration delay) throws Exception {
        Optional<ScheduledExecutorService> server = threads.find();
        Optional<View> self = server.isEmpty() ? Optional.empty() : view(call);
        if (self.isEmpty()) {
            return super.delay(call, delay);
        }
        Deferred deferredCall =
                new Deferred(
                        call.caller().userName(),
                        call.invocation().getParameters(),
                        call.rateLimit());
        schedule(call, delay, server.get(), () -> callAgain(deferredCall, self.get()));
        return null;
    }

    /** Looked up once where it may be: JNDI takes longer than to decide. */
    private Optional<View> view(AdmittedInvocation call) throws NoSuchMethodException {
        View known = view;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SessionContext> session = session();
        if (session.isEmpty()) {
            return Optional.empty();
        }
        Class<?> type = session.get().getInvokedBusinessInterface();
        Method method = call.invocation().getMethod();
        View found =
                new View(
                        session.get().getBusinessObject(type),
                        type.getMethod(method.getName(), method.getParameterTypes()));
        if (!isStateful) {
            view = found;
        }
        return Optional.of(found);
    }

    private void callAgain(Deferred call, View self) {
        deferred.add(call);
        try {
            self.method().invoke(self.bean(), call.arguments());
        } catch (IllegalAccessException | InvocationTargetException e) {
            deferred.remove(call);
            LOG.log(
                    Level.WARNING,
                    "A call of " + self.method() + " was lost when its turn came.",
                    LoggableException.of(e));
        }
    }

    private static Optional<SessionContext> session() {
        try {
            return Optional.of(
                    (SessionContext) new InitialContext().lookup("java:comp/EJBContext"));
        } catch (NamingException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
