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
 * Delays asynchronous EJB methods that return {@code void}, without blocking a thread of the
 * container.
 *
 * <p>The call ends at once. After the delay the method is invoked again, with the charges of the
 * first call. This is impossible for methods that return a future: the container blocks a thread
 * until that future completes.
 */
final class AsyncEjbDelayStrategy extends DelayStrategy {

    private static final Logger LOG = System.getLogger(AsyncEjbDelayStrategy.class.getName());

    private final Queue<DelayedCall> delayedCalls = new ConcurrentLinkedQueue<>();
    private final ServerThreads threads;
    private final boolean isStateful;

    /**
     * The business object for all calls, if the bean is not stateful; null before the first delayed
     * call.
     */
    private volatile View view;

    /**
     * The business view of a bean and the method to invoke on it.
     *
     * @param bean the reference that the container provides, not an instance of the class
     */
    private record View(Object bean, Method method) {}

    /**
     * A charged call that is being invoked again. Two calls of the same user with equal arguments
     * are interchangeable.
     */
    private record DelayedCall(String user, Object[] arguments, RateLimitContext rateLimit) {

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
     * @param isStateful whether the bean is a stateful session bean
     */
    AsyncEjbDelayStrategy(WaitingRoom room, ServerThreads threads, boolean isStateful) {
        super(room);
        this.threads = threads;
        this.isStateful = isStateful;
    }

    /** Whether a method of a session bean can be invoked again unnoticed by its caller. */
    static boolean suits(Class<?> type, Method method) {
        return method.getReturnType() == void.class && AsynchronousEjb.is(type, method);
    }

    @Override
    public Optional<RateLimitContext> resumed(Caller caller, Object[] arguments) {
        if (delayedCalls.isEmpty()) {
            return Optional.empty();
        }
        String user = caller.userName();
        for (Iterator<DelayedCall> calls = delayedCalls.iterator(); calls.hasNext(); ) {
            DelayedCall call = calls.next();
            if (call.is(user, arguments) && delayedCalls.remove(call)) {
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
        DelayedCall delayedCall =
                new DelayedCall(
                        call.caller().userName(),
                        call.invocation().getParameters(),
                        call.rateLimit());
        schedule(call, delay, server.get(), () -> invoke(delayedCall, self.get()));
        return null;
    }

    /**
     * Looks up the business view once, unless the bean is stateful: a JNDI lookup takes longer than
     * a decision.
     */
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

    private void invoke(DelayedCall call, View self) {
        delayedCalls.add(call);
        try {
            self.method().invoke(self.bean(), call.arguments());
        } catch (IllegalAccessException | InvocationTargetException e) {
            delayedCalls.remove(call);
            LOG.log(
                    Level.WARNING,
                    "A call of " + self.method() + " failed after its delay and is lost.",
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
