package io.github.throttled.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** With what jcmd has answered. */
class JavaHeapTest {

    private static final String SERIAL =
            """
            4711:
            Command executed successfully
            4711:
             def new generation   total 78656K, used 1399K [0x00000000f0000000, 0x00000000f5550000, 0x00000000f5550000)
              eden space 69952K,   2% used [0x00000000f0000000, 0x00000000f015dd48, 0x00000000f4450000)
              from space 8704K,   0% used [0x00000000f4450000, 0x00000000f4450000, 0x00000000f4cd0000)
              to   space 8704K,   0% used [0x00000000f4cd0000, 0x00000000f4cd0000, 0x00000000f5550000)
             tenured generation   total 174784K, used 60000K [0x00000000f5550000, 0x0000000100000000, 0x0000000100000000)
               the space 174784K,  34% used [0x00000000f5550000, 0x00000000f8fe8000, 0x00000000f8fe8000, 0x0000000100000000)
             Metaspace       used 120123K, committed 121024K, reserved 1179648K
              class space    used 13456K, committed 13888K, reserved 1048576K
            """;

    private static final String G1 =
            """
            4711:
             garbage-first heap   total 264192K, used 13312K [0x0000000083400000, 0x0000000100000000)
              region size 1024K, 1 young (1024K), 0 survivors (0K)
             Metaspace       used 2100K, committed 2304K, reserved 1114112K
              class space    used 180K, committed 256K, reserved 1048576K
            """;

    @Test
    void the_heap_is_what_all_generations_have_in_use() {
        assertThat(JavaHeap.bytes(SERIAL)).isEqualTo((1399 + 60000) * 1024L);
    }

    @Test
    void another_collector_has_one_generation() {
        assertThat(JavaHeap.bytes(G1)).isEqualTo(13312 * 1024L);
    }

    @Test
    void an_answer_without_a_heap_is_an_error() {
        assertThatThrownBy(() -> JavaHeap.bytes("4711:\nCommand executed successfully\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Command executed successfully");
    }
}
