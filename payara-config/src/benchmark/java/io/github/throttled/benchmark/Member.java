package io.github.throttled.benchmark;

import com.hazelcast.core.HazelcastInstance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with a member that only stores. It prints the member's port, then the heap in use
 * whenever it is sent a line, and ends when nobody can send it one any more.
 */
final class Member {

    private Member() {}

    public static void main(String[] args) throws IOException {
        HazelcastInstance member = Grid.member(args[0], ports(args[1]));
        System.out.println(member.getCluster().getLocalMember().getAddress().getPort());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.out.println(Heap.inUse());
        }
        member.getLifecycleService().terminate();
    }

    private static List<Integer> ports(String ports) {
        return Stream.of(ports.split(","))
                .filter(port -> !port.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
