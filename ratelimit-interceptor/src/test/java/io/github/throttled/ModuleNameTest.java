package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

/** The jar says what it is called as a module, whatever its file is called. */
class ModuleNameTest {

    @Test
    void the_manifest_has_the_name_of_the_api_package_as_the_name_of_the_module() throws Exception {
        Document pom =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile());
        String name =
                pom.getElementsByTagName("Automatic-Module-Name").item(0).getTextContent().strip();

        assertThat(name).isEqualTo(Throttled.class.getPackageName());
        assertThat(ModuleDescriptor.newAutomaticModule(name).build().name()).isEqualTo(name);
    }
}
