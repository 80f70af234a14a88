package why403.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import why403.account.Question;
import why403.benchmark.WideDiagnosis;

/** How much one diagnosis asks the account, over 10,000 records, 200 keys and three origins. */
class QuestionsAskedTest {

    private static final int MOST_OBJECTS = 100;
    private static final int MOST_OTHERS = 20;

    @Test
    void aDiagnosisLooksUpAtMostAHundredObjectsAndAFewSettingsOfEachOrigin() {
        List<Question<?>> asked = new ArrayList<>();

        WideDiagnosis.diagnose(WideDiagnosis.sample(), asked);

        assertThat(asked).doesNotHaveDuplicates();
        assertThat(asked)
                .filteredOn(QuestionsAskedTest::isAboutAnObject)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(MOST_OBJECTS);
        assertThat(asked)
                .filteredOn(question -> !isAboutAnObject(question))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(MOST_OTHERS);
    }

    private static boolean isAboutAnObject(Question<?> question) {
        return question.command().contains("object");
    }
}
