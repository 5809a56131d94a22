package io.github.throttled.it.beans;

import jakarta.ejb.Local;

@Local
public interface LocalView {

    String throttled();
}
