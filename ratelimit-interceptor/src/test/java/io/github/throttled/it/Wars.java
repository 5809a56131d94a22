package io.github.throttled.it;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import java.io.File;

/** Applications as users deploy them: their classes, and the built jar in {@code WEB-INF/lib}. */
final class Wars {

    /**
     * On a machine that is busy with other things, the grid answers late. It must not be taken for
     * silent: what a node decides alone then, the counter knows nothing of.
     */
    private static final String PATIENT = "throttled.store.timeout=30s\n";

    /** What the policies of the application {@code signals} are. */
    static final String[] SIGNALS = {
        "throttled.policy.limited.limit=2/day",
        "throttled.policy.limited.key=header:X-Test",
        "throttled.policy.watched.limit=2/day",
        "throttled.policy.watched.key=header:X-Test",
        "throttled.policy.watched.mode=dry-run",
        "throttled.policy.guarded.limit=1/day",
        "throttled.policy.guarded.key=header:X-Test",
        "throttled.policy.guarded.ban=1 day after 1",
        "throttled.policy.tiered.limit=1/day",
        "throttled.policy.tiered.tier.gold.limit=3/day",
        "throttled.policy.tiered.key=header:X-Test"
    };

    private static final File JAR = new File(System.getProperty("throttled.jar"));

    private Wars() {}

    /**
     * An application of all classes in a package.
     *
     * @param configuration lines of {@code microprofile-config.properties}
     */
    static WebArchive of(Package classes, String... configuration) {
        String name = classes.getName().substring(classes.getName().lastIndexOf('.') + 1);
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackage(classes)
                .addAsLibrary(JAR)
                .addAsResource(
                        new StringAsset(PATIENT + String.join("\n", configuration)),
                        "META-INF/microprofile-config.properties");
    }
}
