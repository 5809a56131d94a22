package io.github.throttled.it.mapper;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import java.util.Set;

@ApplicationPath("api")
public class Api extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(ShopResource.class, OwnMapper.class);
    }
}
