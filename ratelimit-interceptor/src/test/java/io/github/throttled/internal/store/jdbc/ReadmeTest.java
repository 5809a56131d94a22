package io.github.throttled.internal.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Readme;

import org.junit.jupiter.api.Test;

/** The manual shows the table as it is created. */
class ReadmeTest {

    @Test
    void the_table_is_the_one_that_is_created() {
        assertThat(Readme.blocks("sql")).containsExactly(CounterTable.DDL + "\n");
    }
}
