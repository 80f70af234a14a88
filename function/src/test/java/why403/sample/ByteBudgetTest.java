package why403.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private static InputStream bytes(int number) {
        return new ByteArrayInputStream(new byte[number]);
    }

    @Test
    void whatIsReadCountsAndNothingElse() throws IOException {
        ByteBudget budget = new ByteBudget(100);
        assertThat(budget.counting(bytes(99)).readAllBytes()).hasSize(99);
        assertThat(budget.isUsedUp()).isFalse();

        InputStream last = budget.counting(bytes(500));
        assertThat(last.read()).isZero();
        assertThat(budget.isUsedUp()).isTrue();
        assertThat(last.readAllBytes()).hasSize(499);
    }

    @Test
    void theEndOfAStreamDoesNotCount() throws IOException {
        ByteBudget budget = new ByteBudget(1);

        assertThat(budget.counting(bytes(0)).read()).isEqualTo(-1);
        assertThat(budget.counting(bytes(0)).readAllBytes()).isEmpty();

        assertThat(budget.isUsedUp()).isFalse();
    }
}
