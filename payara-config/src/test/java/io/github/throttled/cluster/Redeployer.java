package io.github.throttled.cluster;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * A Payara Micro that does what it is told on its standard input, a command a line: {@code deploy
 * NAME WAR}, {@code undeploy NAME}, and once {@code forget}. It answers each with a line.
 */
final class Redeployer {

    /** What its answers begin with. */
    static final String DONE = "Done: ";

    private final PayaraMicroRuntime server;

    private Redeployer(PayaraMicroRuntime server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param options as on Payara Micro's own command line
     */
    public static void main(String[] options) throws Exception {
        PayaraMicro.main(options);
        Redeployer redeployer = new Redeployer(PayaraMicro.getInstance().getRuntime());
        System.out.println(DONE + "start");
        redeployer.obey(new BufferedReader(new InputStreamReader(System.in)));
        System.exit(0);
    }

    private void obey(BufferedReader commands) throws IOException {
        String command = commands.readLine();
        while (command != null) {
            obey(command.split(" "));
            System.out.println(DONE + command);
            command = commands.readLine();
        }
    }

    private void obey(String... command) {
        if (command[0].equals("deploy")) {
            server.deploy(command[1], "/", new File(command[2]));
        } else if (command[0].equals("undeploy")) {
            server.undeploy(command[1]);
        } else {
            forgetLastRecord();
        }
    }

    /**
     * Java keeps the types of the record class whose {@code equals}, {@code hashCode} and {@code
     * toString} were linked last, and so that class's loader: one of all, until the next. Here it
     * is.
     */
    private static void forgetLastRecord() {
        record Last(Thread owner) {}
        Last last = new Last(Thread.currentThread());
        if (!last.equals(new Last(Thread.currentThread()))
                || last.hashCode() != last.hashCode()
                || last.toString().isEmpty()) {
            throw new AssertionError(last);
        }
    }
}
