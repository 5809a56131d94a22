package io.github.throttled.it;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import java.io.File;

/** Applications as users deploy them: their classes, and the built jar in {@code WEB-INF/lib}. */
final class Wars {

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
                        new StringAsset(String.join("\n", configuration)),
                        "META-INF/microprofile-config.properties");
    }
}
