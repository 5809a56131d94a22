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

    private static final File JAR = new File(System.getProperty("tests.jar"));

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
