package io.github.throttled.internal.application;

import io.github.throttled.Decision;
import io.github.throttled.LimitsResource;
import io.github.throttled.RejectionBody;
import io.github.throttled.internal.concurrent.DaemonScheduler;
import io.github.throttled.internal.concurrent.DaemonThreads;
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
import jakarta.ws.rs.Path;

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
 * The rate limiting of one deployed application: policies, limiter, console and observability.
 * Thread-safe.
 *
 * <p>The configuration is read again at an interval. A changed policy keeps its counters if
 * strategy and windows are the same.
 */
public final class ThrottledApplication implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ThrottledApplication.class.getName());

    /** The prefix of keys that are addresses. */
    private static final String ADDRESS = "ip:";

    /** The minimum timeout of the console for data that nodes share. */
    private static final Duration SHARED_MAP_TIMEOUT = Duration.ofSeconds(2);

    private final LiveCatalog catalog;
    private final Settings settings;
    private final Limiter limiter;
    private final Usage usage = new Usage();
    private final DiscoveredBeans beans;
    private final MethodPolicyRegistry registry;
    private final DaemonScheduler refresh =
            new DaemonScheduler(DaemonThreads.ofApplication("throttled-refresh"));
    private final ManualLimiter manualLimiter;
    private final PartitionKey address;
    private final ControlCenter console;
    private ObservabilityBinder observability;
    private RoutePolicies routePolicies;
    private volatile boolean delaysCalls;
    private volatile CallerLimits callerLimits;

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
        this.registry =
                new MethodPolicyRegistry(
                        catalog,
                        new DelayStrategies(beans, limiter.waitingRoom()),
                        this::enforcer,
                        manualLimiter::renew);
        this.console =
                settings.console().isOpen() && settings.enabled()
                        ? new ControlCenter(
                                new LiveLimitControl(catalog, store, limiter, application),
                                store.sharedMaps(sharedMapTimeout()),
                                usage)
                        : null;
        catalog.onChange(this::apply);
        refresh.every(
                settings.refresh(),
                this::refresh,
                "Could not read the configuration again. The limits stay unchanged.");
    }

    /**
     * Longer than the store timeout: no request waits for this data, and it is larger than a
     * counter.
     */
    private Duration sharedMapTimeout() {
        Duration store = settings.storeTimeout();
        return store.compareTo(SHARED_MAP_TIMEOUT) < 0 ? SHARED_MAP_TIMEOUT : store;
    }

    public static ThrottledApplication open(
            Config config,
            PolicyCatalog catalog,
            Collection<ThrottledElement> elements,
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
            // A failed deployment does not close the limiter.
            limiter.close();
            throw e;
        }
        LiveCatalog live = new LiveCatalog(config, catalog, elements, beans, limiter);
        return new ThrottledApplication(live, store, limiter, application, beans);
    }

    /** Starts logs, metrics, traces and events. */
    public void startObservability(BeanManager observers) {
        observability = ObservabilityBinder.begin(usage, limiter, settings.reporting(), observers);
    }

    /** Returns the limiter, for metrics and health checks. */
    public Limiter limiter() {
        return limiter;
    }

    /** False if {@code throttled.enabled=false}. */
    public boolean isEnabled() {
        return settings.enabled();
    }

    /** Returns the settings of the whole library, as they were at deployment. */
    public Settings settings() {
        return settings;
    }

    /**
     * Returns the bean that writes the application's own body of rejections; empty for the built-in
     * bodies.
     */
    public Optional<RejectionBody> rejectionBody() {
        return Optional.ofNullable(beans.resolvers().body());
    }

    /** Returns a policy that the application defines. */
    public Optional<Policy> find(String name) {
        return catalog.now().find(name);
    }

    /** Returns the decision of a policy for its first call, as an example for API descriptions. */
    public Decision example(Policy policy) {
        return limiter.untouched(policy, 1);
    }

    /**
     * Returns the decisions of all policies whose key depends on the caller alone. Takes no
     * permits.
     */
    public List<Decision> callerLimits(Caller caller) {
        CallerLimits known = callerLimits;
        if (known == null) {
            known = new CallerLimits(catalog.now(), catalog.elements(), this::enforcer);
            callerLimits = known;
        }
        return known.of(caller);
    }

    /** Whether any policy delays calls. */
    public boolean delaysCalls() {
        return delaysCalls;
    }

    /** Returns the waiting room of delayed calls. */
    public WaitingRoom waitingRoom() {
        return limiter.waitingRoom();
    }

    /**
     * Returns the policies of a method; always the same object.
     *
     * @param type the class of the bean or resource; may be a proxy class of the container
     * @return empty if the method is not throttled
     * @throws DeploymentException if an annotation is invalid
     */
    public Optional<MethodPolicies> methodPolicies(Class<?> type, Method method) {
        return registry.of(type, method);
    }

    /**
     * Returns the policies of a method that an interceptor sees.
     *
     * @param target the class of the bean, or of the object that a Rest Client has instead
     */
    public Optional<MethodPolicies> interceptedMethodPolicies(Class<?> target, Method method) {
        return registry.ofIntercepted(target, method);
    }

    /**
     * Returns the policies of routes and the global policies. Must not be called before all
     * throttled elements are known.
     *
     * @return empty if there are none
     */
    public synchronized Optional<RoutePolicies> routePolicies() {
        if (isEnabled() && routePolicies == null) {
            routePolicies = new RoutePolicies(catalog.now(), limitsPath(), this::enforcer);
        }
        return Optional.ofNullable(routePolicies).filter(routes -> !routes.isEmpty());
    }

    /**
     * Checks the annotations of further classes, and whether any policy is incomplete now that all
     * classes are known. Then starts the console.
     *
     * @throws DeploymentException if anything is wrong
     */
    public void complete(Collection<Class<?>> classes) {
        catalog.complete(classes);
        beans.findRateLimiterUsers(classes);
        manualLimiter.renew();
        delaysCalls = delaysCalls(catalog.now());
        if (console != null) {
            console.start();
        }
    }

    /**
     * Declares the roles that the application itself names. Logs the roles that only policies name,
     * because they may be misspelt.
     *
     * @return the roles to declare to the server before the application serves requests; a server
     *     knows only declared roles
     */
    public Set<String> declareRoles(Set<String> named) {
        Roles roles = catalog.declareRoles(named);
        if (isEnabled()) {
            roles.unnamed(named).forEach(warning -> LOG.log(Level.WARNING, "{0}.", warning));
        }
        return roles.names();
    }

    /**
     * Logs a summary of the limits after deployment.
     *
     * @param contextPath of the web application
     */
    public void report(String contextPath) {
        if (!isEnabled()) {
            LOG.log(Level.INFO, "Throttled is off, because throttled.enabled is false.");
            return;
        }
        StartupReport report =
                new StartupReport(catalog.now(), throttledMethods(), beans.usesRateLimiter());
        LOG.log(Level.INFO, "{0}", report.summary(contextPath));
        report.warning().ifPresent(warning -> LOG.log(Level.WARNING, "{0}", warning));
    }

    /** Returns the control center of the console; empty if the console is off. */
    public Optional<ControlCenter> console() {
        return Optional.ofNullable(console);
    }

    /** Returns the policy for logins to the console; empty if the console is off. */
    public Optional<BuiltInPolicies> consolePolicies() {
        return console()
                .map(
                        open ->
                                BuiltInPolicies.ofConsole(
                                        settings.console().loginLimit(), this::enforcer));
    }

    /** Returns the policy for requests of the limits resource. */
    public BuiltInPolicies limitsPolicies() {
        return BuiltInPolicies.ofLimits(settings.responses().limitsLimit(), this::enforcer);
    }

    private long throttledMethods() {
        return catalog.elements().stream().map(ThrottledElement::method).distinct().count();
    }

    /** The path where callers read their own limits; empty if they cannot. */
    private String limitsPath() {
        return settings.responses().limitsResource()
                ? LimitsResource.class.getAnnotation(Path.class).value()
                : "";
    }

    /** Creates synthetic calls that warm up code before the application serves requests. */
    public WarmUp warmUp() {
        return new WarmUp(this::enforcer);
    }

    /** Runs each kind of decision once, so that no request waits for class loading. */
    public void warmUpDecisions() {
        if (!isEnabled() || catalog.now().policies().isEmpty()) {
            return;
        }
        try (WarmUp calls = warmUp()) {
            calls.decide(catalog.now().policies());
            WarmUp.decide(limiter);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "Could not warm up decisions. The first calls may be slower.",
                    e);
        }
    }

    /** Returns the limiter behind {@code RateLimiter}. */
    public ManualLimiter manualLimiter() {
        return manualLimiter;
    }

    /**
     * Returns the address of a caller in the form of partition keys; {@code unknown} if there is
     * none.
     */
    public String addressOf(Caller caller) {
        String key = address.of(caller);
        return key.startsWith(ADDRESS) ? key.substring(ADDRESS.length()) : "unknown";
    }

    /** Reads the configuration again and applies all changes. */
    void refresh() {
        catalog.refresh();
    }

    @Override
    public void close() {
        // Closes the limiter even if an earlier part of a failed deployment cannot be closed.
        try (limiter;
                console;
                refresh) {
            if (observability != null) {
                observability.close();
            }
        }
    }

    private synchronized void apply(PolicyCatalog fresh) {
        callerLimits = null;
        delaysCalls = delaysCalls(fresh);
        registry.renew();
        manualLimiter.renew();
        if (routePolicies != null) {
            routePolicies.renew(fresh);
        }
    }

    private static boolean delaysCalls(PolicyCatalog catalog) {
        return catalog.policies().stream().anyMatch(policy -> policy.counting().delaysCalls());
    }

    private PolicyEnforcer enforcer(Charge charge) {
        return enforcer(limiter, usage, charge);
    }

    private PolicyEnforcer enforcer(Limiter decides, Usage counts, Charge charge) {
        return new PolicyEnforcer(decides, counts, beans.resolvers(), charge, settings);
    }

    private Policy policy(String name) {
        String fix = "There is no policy '%1$s'; define throttled.policy.%1$s.limit.";
        return find(name).orElseThrow(() -> new IllegalArgumentException(fix.formatted(name)));
    }
}
