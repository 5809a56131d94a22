package io.github.throttled.it;

import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A servlet container, with one application that brings along what makes it run CDI, JAX-RS and
 * MicroProfile Config. Nothing else of Jakarta EE or MicroProfile is there, and no Hazelcast.
 */
final class BareServer implements AutoCloseable {

    /** What the application sees of this virtual machine, besides Java itself. */
    private static final Pattern SERVLETS =
            Pattern.compile("(jakarta\\.servlet|jakarta\\.el|org\\.apache)\\..*");

    /** MicroProfile Config, and what Jersey does not start without. */
    private static final Pattern LIBRARIES =
            Pattern.compile(
                    "(microprofile-config-api|jakarta\\.validation-api|smallrye-[a-z-]+|jboss-logging|asm)-\\d.*");

    private final Tomcat tomcat = new Tomcat();
    private final Path directory;
    private final Context context;

    private BareServer(Path directory, File war) {
        TomcatURLStreamHandlerFactory.disable();
        this.directory = directory;
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // So that no header is too large to reach us.
        tomcat.getConnector().setProperty("maxHttpHeaderSize", "1000000");
        new File(directory.toFile(), "webapps").mkdirs();
        context = tomcat.addWebapp("/" + war.getName().replace(".war", ""), war.getPath());
        context.setParentClassLoader(new Servlets());
    }

    /** Starts it, and fails if the application is not deployed. */
    static BareServer start(WebArchive application) throws IOException, LifecycleException {
        Path directory = Files.createTempDirectory(Path.of("target"), "bare-server-");
        File war = directory.resolve(application.getName()).toFile().getAbsoluteFile();
        libraries().forEach(application::addAsLibrary);
        application.addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        application.as(ZipExporter.class).exportTo(war);
        BareServer server = new BareServer(directory.toAbsolutePath(), war);
        server.tomcat.start();
        if (!server.context.getState().isAvailable()) {
            server.close();
            throw new AssertionError("The application has not been deployed; see the log.");
        }
        return server;
    }

    URL application() throws IOException {
        return URI.create(
                        "http://127.0.0.1:"
                                + tomcat.getConnector().getLocalPort()
                                + context.getPath()
                                + '/')
                .toURL();
    }

    /** Whether the application can load a class. */
    boolean hasClass(String name) {
        try {
            Class.forName(name, false, context.getLoader().getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException, LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private static Stream<File> libraries() throws IOException {
        Stream<File> ours =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(File::new)
                        .filter(file -> LIBRARIES.matcher(file.getName()).matches());
        File[] brought = new File(System.getProperty("tests.bare.server")).listFiles();
        return Stream.concat(ours, Stream.of(brought));
    }

    /** Shows the container's classes and hides all others. */
    private static final class Servlets extends ClassLoader {

        Servlets() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!SERVLETS.matcher(name).matches()) {
                throw new ClassNotFoundException(name);
            }
            return BareServer.class.getClassLoader().loadClass(name);
        }

        /** The container reads its own classes. */
        @Override
        protected URL findResource(String name) {
            return SERVLETS.matcher(name.replace('/', '.')).matches()
                    ? BareServer.class.getClassLoader().getResource(name)
                    : null;
        }
    }
}
