package io.github.throttled.it.delay;

import jakarta.enterprise.context.RequestScoped;

/** What the application notes down when a request arrives. */
@RequestScoped
public class Note {

    private String text = "nothing";

    public void write(String note) {
        text = note;
    }

    public String read() {
        return text;
    }
}
