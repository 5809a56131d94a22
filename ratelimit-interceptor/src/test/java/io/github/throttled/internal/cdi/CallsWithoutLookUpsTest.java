package io.github.throttled.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.throttled.KeyResolver;
import io.github.throttled.RateLimitExceededException;
import io.github.throttled.RateLimiter;
import io.github.throttled.Throttled;
import io.github.throttled.ThrottledCall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.se.WeldSEProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/**
 * What decides is found at deployment or with the first call: to ask the container, JNDI or the
 * configuration takes longer than to decide.
 */
class CallsWithoutLookUpsTest {

    private static final Map<String, String> CONFIG =
            Map.of(
                    "throttled.policy.mails.limit", "3/day",
                    "throttled.policy.slots.strategy", "concurrent",
                    "throttled.policy.slots.limit", "3",
                    "throttled.policy.orders.limit", "3/day",
                    "throttled.policy.orders.key", "user",
                    "throttled.policy.named.limit", "1000/day",
                    "throttled.policy.named.key", "tenants");

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private final ConfigProviderResolver configs = ConfigProviderResolver.instance();
    private WeldApplication application;

    @ApplicationScoped
    static class Orders {
        @Throttled("orders")
        void list() {}

        @Throttled("named")
        void named() {}
    }

    /** Beans of this scope must be able to leave the memory, with all that is injected. */
    @SessionScoped
    static class Cart implements Serializable {

        private static final long serialVersionUID = 1L;

        @Inject private RateLimiter limiter;

        @Throttled("orders")
        boolean order() {
            return limiter.tryAcquire("mails", "tenant").allowed();
        }
    }

    @Named("tenants")
    @ApplicationScoped
    static class Tenants implements KeyResolver {
        @Override
        public String resolve(ThrottledCall call) {
            return "tenant";
        }
    }

    @BeforeEach
    void deploy() {
        application = WeldApplication.deploy(CONFIG, Orders.class, Tenants.class, Cart.class);
        CDI<Object> current = CDI.current();
        CDI.setCDIProvider(
                () -> {
                    ASKED.add("CDI.current()");
                    return current;
                });
        ConfigProviderResolver.setInstance(new CountingResolver(configs));
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, CountingNames.class.getName());
    }

    @AfterEach
    void undeploy() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        ConfigProviderResolver.setInstance(configs);
        CDI.setCDIProvider(new WeldSEProvider());
        application.close();
    }

    @Test
    void a_look_up_is_seen() {
        ASKED.clear();

        CDI.current();
        ConfigProvider.getConfig();
        assertThatThrownBy(() -> new InitialContext().lookup("java:comp/any"))
                .isInstanceOf(NamingException.class);

        assertThat(ASKED).containsSubsequence("CDI.current()", "the configuration", "JNDI");
    }

    @Test
    void call_of_the_rate_limiter_asks_nobody() {
        assertAsksNobody(
                () -> {
                    RateLimiter limiter = application.limiter();
                    limiter.tryAcquire("mails", "tenant");
                    limiter.tryAcquireAsync("mails", "tenant").toCompletableFuture().join();
                    limiter.peek("mails", "tenant");
                    limiter.hold("slots", "tenant").close();
                    limiter.reset("mails", "tenant");
                });
    }

    @Test
    void call_of_an_intercepted_bean_asks_nobody() {
        Orders orders = application.bean(Orders.class);
        assertAsksNobody(
                () -> {
                    orders.named();
                    try {
                        orders.list();
                    } catch (RateLimitExceededException e) {
                        // The fourth call, and all after it.
                    }
                });
    }

    @Test
    void a_bean_that_is_passivated_keeps_its_limiter_and_its_limits() throws Exception {
        RateLimiter back = copy(application.limiter());

        assertThat(back.tryAcquire("mails", "tenant", 3).allowed()).isTrue();
        assertThat(application.limiter().tryAcquire("mails", "tenant").allowed()).isFalse();
        assertThat(copy(application.bean(Interception.class))).isNotNull();
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T original) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    private static void assertAsksNobody(Runnable calls) {
        calls.run();
        ASKED.clear();
        for (int i = 0; i < 10; i++) {
            calls.run();
        }
        assertThat(ASKED).isEmpty();
    }

    /** Of JNDI. */
    public static final class CountingNames implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            ASKED.add("JNDI");
            throw new NamingException("There are no names here.");
        }
    }

    private static final class CountingResolver extends ConfigProviderResolver {

        private final ConfigProviderResolver all;

        CountingResolver(ConfigProviderResolver all) {
            this.all = all;
        }

        @Override
        public Config getConfig() {
            ASKED.add("the configuration");
            return all.getConfig();
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            ASKED.add("the configuration");
            return all.getConfig(loader);
        }

        @Override
        public ConfigBuilder getBuilder() {
            ASKED.add("the configuration");
            return all.getBuilder();
        }

        @Override
        public void registerConfig(Config config, ClassLoader loader) {
            all.registerConfig(config, loader);
        }

        @Override
        public void releaseConfig(Config config) {
            all.releaseConfig(config);
        }
    }
}
