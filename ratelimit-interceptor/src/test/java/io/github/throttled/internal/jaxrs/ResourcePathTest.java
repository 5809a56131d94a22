package io.github.throttled.internal.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;

class ResourcePathTest {

    @Path("shops/{shop}")
    interface Shop {

        @GET
        @Path("orders/{id: [0-9]+}")
        String order(String id);
    }

    static class ShopOnline implements Shop {

        @Override
        public String order(String id) {
            return id;
        }

        @POST
        public void rename() {}

        public void sub() {}
    }

    @Path("other")
    static class OtherShop extends ShopOnline {}

    static class Nowhere {

        @GET
        public String nothing() {
            return "";
        }
    }

    @Test
    void a_class_has_what_its_interface_says() {
        assertThat(path(ShopOnline.class, ShopOnline.class, "order"))
                .contains(new ResourcePath("GET", "shops/{shop}/orders/{id: [0-9]+}"));
        assertThat(path(ShopOnline.class, ShopOnline.class, "rename"))
                .contains(new ResourcePath("POST", "shops/{shop}/"));
    }

    @Test
    void its_own_path_comes_before_that_of_what_it_extends() {
        assertThat(path(OtherShop.class, ShopOnline.class, "rename"))
                .contains(new ResourcePath("POST", "other/"));
    }

    @Test
    void what_no_request_finds_directly_has_none() {
        assertThat(path(Nowhere.class, Nowhere.class, "nothing")).isEmpty();
        assertThat(path(ShopOnline.class, ShopOnline.class, "sub")).isEmpty();
    }

    private static Optional<ResourcePath> path(Class<?> type, Class<?> owner, String method) {
        return Arrays.stream(owner.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .flatMap(found -> ResourcePath.of(type, found));
    }
}
