package io.github.throttled.internal.application;

import io.github.throttled.Decision;
import io.github.throttled.RejectionBody;
import io.github.throttled.internal.concurrent.RepeatingTask;
import io.github.throttled.internal.config.catalog.PolicyCatalog;
import io.github.throttled.internal.config.catalog.Roles;
import io.github.throttled.internal.config.model.Charge;
import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.Policy;
import io.github.throttled.internal.config.model.ThrottledElement;
import io.github.throttled.internal.config.settings.Settings;
import io.github.throttled.internal.control.ControlCenter;
import io.github.throttled.internal.enforcement.BuiltInPolicies;
import io.github.throttled.internal.enforcement.CallerLimits;
import io.github.throttled.internal.enforcement.ManualLimiter;
import io.github.throttled.internal.enforcement.MethodPolicies;
import io.github.throttled.internal.enforcement.PolicyEnforcer;
import io.github.throttled.internal.enforcement.RoutePolicies;
import io.github.throttled.internal.engine.Limiter;
import io.github.throttled.internal.engine.WaitingRoom;
import io.github.throttled.internal.engine.failover.StoreTimeouts;
import io.github.throttled.internal.key.Caller;
import io.github.throttled.internal.key.PartitionKey;
import io.github.throttled.internal.observability.usage.Usage;
import io.github.throttled.internal.store.CounterStore;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DeploymentException;

import org.eclipse.microprofile.config.Config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one deployed application needs to be throttled. Thread-safe.
 *
 * <p>The configuration is read again from time to time. Where policies change, what was consumed
 * still counts if strategy and windows are the same.
 */
public final class ThrottledApplication implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ThrottledApplication.class.getName());

    /** What keys that are addresses begin with. */
    private static final String ADDRESS = "ip:";

    /** The least that the console waits for what nodes share. */
    private static final Duration BOARD_PATIENCE = Duration.ofSeconds(2);

    private final LiveCatalog catalog;
    private final Settings settings;
    private final Limiter limiter;
    private final Usage usage = new Usage();
    private final DiscoveredBeans beans;
    private final MethodPolicyRegistry gates;
    private final RepeatingTask refresh;
    private final ManualLimiter manualLimiter;
    private final PartitionKey address;
    private final ControlCenter console;
    private ObservabilityBinder signals;
    private RoutePolicies routeGates;
    private volatile boolean delaysCalls;
    private volatile CallerLimits standing;

    private ThrottledApplication(
            LiveCatalog catalog,
            CounterStore store,
            Limiter limiter,
            String application,
            DiscoveredBeans beans) {
        this.catalog = catalog;
        this.settings = catalog.settings();
        this.beans = beans;
        this.limiter = limiter;
        this.address =
                PartitionKey.of(
                        KeyExpression.parse("ip"),
                        PolicyEnforcer.keys(settings, beans.resolvers()));
        this.manualLimiter = new ManualLimiter(this::policy, limiter, usage);
        this.gates =
                new MethodPolicyRegistry(
                        catalog,
                        new DelayStrategies(beans, limiter.waitingRoom()),
                        this::check,
                        manualLimiter::renew);
        this.console =
                settings.console().isOpen() && settings.enabled()
                        ? new ControlCenter(
                                new LiveLimitControl(catalog, store, limiter, application),
                                store.sharedMaps(boardPatience()),
                                usage)
                        : null;
        catalog.tell(this::follow);
        this.refresh =
                new RepeatingTask(
                        "throttled-refresh",
                        settings.refresh(),
                        this::refresh,
                        "The configuration could not be read again; limits stay as they are.");
    }

    /** No request waits for it, and what is read is more than a counter. */
    private Duration boardPatience() {
        Duration store = settings.storeTimeout();
        return store.compareTo(BOARD_PATIENCE) < 0 ? BOARD_PATIENCE : store;
    }

    public static ThrottledApplication open(
            Config config,
            PolicyCatalog catalog,
            Collection<ThrottledElement> sites,
            DiscoveredBeans beans) {
        Settings settings = catalog.settings();
        String application = settings.application().orElseGet(ApplicationName::deployed);
        CounterStore store = StoreSelector.open(settings, application, beans::grid);
        Limiter limiter =
                new Limiter(
                        store,
                        new StoreTimeouts(settings.storeTimeout(), settings.storeMaxWait()),
                        settings.maxWaiting());
        try {
            catalog.policies().forEach(limiter::prepare);
            store.awaitUsable();
        } catch (RuntimeException e) {
            // Nobody else would: a deployment that fails is not shut down.
            limiter.close();
            throw e;
        }
        LiveCatalog live = new LiveCatalog(config, catalog, sites, beans, limiter);
        return new ThrottledApplication(live, store, limiter, application, beans);
    }

    /** Tells operators and observers of the limits from now on. */
    public void signal(BeanManager observers) {
        signals = ObservabilityBinder.begin(usage, limiter, settings.reporting(), observers);
    }

    /** What decides, for whoever tells how it does. */
    public Limiter limiter() {
        return limiter;
    }

    /** False if {@code throttled.enabled} switches everything off. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** What is configured for all policies together, as it was at deployment. */
    public Settings settings() {
        return settings;
    }

    /** What writes the application's own body of rejections; empty for the usual one. */
    public Optional<RejectionBody> rejectionBody() {
        return Optional.ofNullable(beans.resolvers().body());
    }

    /** What a policy says to a caller whom it has not seen, for whoever describes it. */
    public Decision example(Policy policy) {
        return limiter.untouched(policy, 1);
    }

    /** Where a caller stands with all policies that can be asked without a particular call. */
    public List<Decision> standing(Caller caller) {
        CallerLimits known = standing;
        if (known == null) {
            known = new CallerLimits(catalog.now(), catalog.sites(), this::check);
            standing = known;
        }
        return known.of(caller);
    }

    /** Whether any policy makes calls wait for their turn. */
    public boolean delaysCalls() {
        return delaysCalls;
    }

    /** Where admitted calls wait for their turn. */
    public WaitingRoom waitingRoom() {
        return limiter.waitingRoom();
    }

    /**
     * The gate before a method; the same one each time.
     *
     * @param type the bean's or resource's class; the container may have put a proxy before it
     * @return empty if the method is not throttled
     * @throws DeploymentException if an annotation says what is not possible
     */
    public Optional<MethodPolicies> gate(Class<?> type, Method method) {
        return gates.before(type, method);
    }

    /**
     * The gate before a call that an interceptor sees.
     *
     * @param target the class of the bean, or of what a Rest Client has in its place
     */
    public Optional<MethodPolicies> gateOfCall(Class<?> target, Method method) {
        return gates.beforeCall(target, method);
    }

    /**
     * What requests must pass before what their resource says; to be asked for when all sites are
     * known.
     *
     * @return empty if it is nothing
     */
    public synchronized Optional<RoutePolicies> routeGates() {
        if (isEnabled() && routeGates == null) {
            routeGates = new RoutePolicies(catalog.now(), this::check);
        }
        return Optional.ofNullable(routeGates).filter(gates -> !gates.areNone());
    }

    /**
     * Checks the annotations of further classes, and whether anything is missing now that all are
     * known.
     *
     * @throws DeploymentException if anything is wrong
     */
    public void complete(Collection<Class<?>> classes) {
        catalog.complete(classes);
        beans.findAskers(classes);
        manualLimiter.renew();
        delaysCalls = delaysCalls(catalog.now());
        if (console != null) {
            console.start();
        }
    }

    /**
     * Says which roles the application itself names; a server knows no others, unless it is told.
     * The log names those that only policies name, for these may be misspelt.
     *
     * @return what the server is to be told of, before the application serves
     */
    public Set<String> declareRoles(Set<String> named) {
        Roles roles = catalog.declareRoles(named);
        if (isEnabled()) {
            roles.unnamed(named).forEach(said -> LOG.log(Level.WARNING, "{0}.", said));
        }
        return roles.names();
    }

    /**
     * Tells in the log what there is, when all is known.
     *
     * @param contextPath of the web application
     */
    public void report(String contextPath) {
        if (!isEnabled()) {
            LOG.log(Level.INFO, "Throttled is off: throttled.enabled is false.");
            return;
        }
        StartupReport report =
                new StartupReport(
                        catalog.now(),
                        catalog.sites().stream().map(ThrottledElement::method).distinct().count(),
                        beans.asksByHand());
        LOG.log(Level.INFO, "{0}", report.summary(contextPath));
        report.complaint().ifPresent(said -> LOG.log(Level.WARNING, "{0}", said));
    }

    /** What operators see, and say; empty if the application has no console. */
    public Optional<ControlCenter> console() {
        return Optional.ofNullable(console);
    }

    /** What a log-in to the console passes; empty if the application has no console. */
    public Optional<BuiltInPolicies> consoleGate() {
        return console()
                .map(
                        open ->
                                BuiltInPolicies.ofConsole(
                                        settings.console().loginLimit(), this::check));
    }

    /** What a request for the caller's own limits passes. */
    public BuiltInPolicies limitsGate() {
        return BuiltInPolicies.ofLimits(settings.responses().limitsLimit(), this::check);
    }

    /** Calls that nobody makes, for whoever wants to make them before an application serves. */
    public WarmUp warmUp() {
        return new WarmUp(this::check);
    }

    /** Decides once in every way, so that no call has to wait for that. */
    public void warmUpDecisions() {
        if (!isEnabled() || catalog.now().policies().isEmpty()) {
            return;
        }
        try (WarmUp calls = warmUp()) {
            calls.decide(catalog.now().policies());
            WarmUp.decide(limiter);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "Decisions were not warmed up.", e);
        }
    }

    /** For programs that ask by hand. */
    public ManualLimiter manualLimiter() {
        return manualLimiter;
    }

    /** The address of a caller, as keys have it; {@code unknown} for none. */
    public String addressOf(Caller caller) {
        String key = address.of(caller);
        return key.startsWith(ADDRESS) ? key.substring(ADDRESS.length()) : "unknown";
    }

    /** Reads the configuration again, and applies what has changed. */
    void refresh() {
        catalog.refresh();
    }

    @Override
    public void close() {
        // Whatever fails in a deployment that has failed, the limiter is closed.
        try (limiter;
                console;
                refresh) {
            if (signals != null) {
                signals.close();
            }
        }
    }

    private synchronized void follow(PolicyCatalog fresh) {
        standing = null;
        delaysCalls = delaysCalls(fresh);
        gates.renew();
        manualLimiter.renew();
        if (routeGates != null) {
            routeGates.renew(fresh);
        }
    }

    private static boolean delaysCalls(PolicyCatalog catalog) {
        return catalog.policies().stream().anyMatch(policy -> policy.counting().delaysCalls());
    }

    private PolicyEnforcer check(Charge charge) {
        return check(limiter, usage, charge);
    }

    private PolicyEnforcer check(Limiter decides, Usage counts, Charge charge) {
        return new PolicyEnforcer(decides, counts, beans.resolvers(), charge, settings);
    }

    private Policy policy(String name) {
        return catalog.now()
                .find(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no policy '"
                                                + name
                                                + "'; define throttled.policy."
                                                + name
                                                + ".limit."));
    }
}
