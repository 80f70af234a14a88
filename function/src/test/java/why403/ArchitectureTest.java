package why403;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The direction of the packages: a step knows only the steps to its left, and nothing imports an edge. */
@AnalyzeClasses(packages = "why403", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final List<String> STEPS = List.of("trigger", "log", "tally", "history", "spike");

    private static ArchRule onlyKnows(String step, List<String> known) {
        String[] allowed = Stream.concat(known.stream(), Stream.of(step, "json"))
                .map(name -> "why403." + name + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = JavaClass.Predicates.resideInAPackage("why403..");
        return classes()
                .that()
                .resideInAPackage("why403." + step + "..")
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.not(ours).or(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .as(step + " only knows " + known)
                .allowEmptyShould(true);
    }

    @ArchTest
    static final ArchRule jsonStandsAlone = onlyKnows("json", List.of());

    @ArchTest
    static final ArchRule noMapperSlowsTheStart = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMapper.class)
            .orShould()
            .callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.<JavaClass>owner(
                            JavaClass.Predicates.assignableTo(JsonNode.class)))
                    .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("to(Pretty)?String"))))
            .because("ObjectMapper takes a fifth of a second to load, and a tree's toString makes one: JsonTree reads"
                    + " and writes trees without");

    @ArchTest
    static final ArchRule triggerKnowsNoOtherStep = onlyKnows("trigger", STEPS.subList(0, 0));

    @ArchTest
    static final ArchRule logKnowsOnlyStepsToItsLeft = onlyKnows("log", STEPS.subList(0, 1));

    @ArchTest
    static final ArchRule theBytesOfALogStandAlone = onlyKnows("log.bytes", List.of());

    @ArchTest
    static final ArchRule tallyKnowsOnlyStepsToItsLeft = onlyKnows("tally", STEPS.subList(0, 2));

    @ArchTest
    static final ArchRule historyKnowsOnlyStepsToItsLeft = onlyKnows("history", STEPS.subList(0, 3));

    @ArchTest
    static final ArchRule spikeKnowsOnlyStepsToItsLeft = onlyKnows("spike", STEPS.subList(0, 4));

    @ArchTest
    static final ArchRule onlySpikeUsesItsRule = noClasses()
            .that()
            .resideOutsideOfPackage("why403.spike..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("why403.spike.rule..");

    @ArchTest
    static final ArchRule theRuleKnowsNoIncidents = noClasses()
            .that()
            .resideInAPackage("why403.spike.rule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("why403.spike");

    @ArchTest
    static final ArchRule accountStandsAlone = onlyKnows("account", List.of());

    @ArchTest
    static final ArchRule policyStandsAlone = onlyKnows("policy", List.of());

    @ArchTest
    static final ArchRule diagnosisKnowsTheStepsAndTheAccountAndPolicies =
            onlyKnows("diagnosis", List.of("trigger", "log", "tally", "history", "spike", "account", "policy"));

    @ArchTest
    static final ArchRule alertKnowsWhatIsTold = onlyKnows(
            "alert", List.of("trigger", "log", "tally", "history", "spike", "account", "policy", "diagnosis"));

    @ArchTest
    static final ArchRule watchKnowsEveryStepAndNoAdapter = noClasses()
            .that()
            .resideInAPackage("why403.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("why403.aws..", "why403.folder..", "why403.lambda..", "why403.cli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule adaptersKnowNoEntryPoint = noClasses()
            .that()
            .resideInAnyPackage("why403.aws..", "why403.folder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("why403.lambda..", "why403.cli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheAwsAdaptersHoldSdkClients = noClasses()
            .that()
            .resideOutsideOfPackage("why403.aws..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("software\\.amazon\\.awssdk\\.services\\..*Client(Builder)?")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingReflects = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .allowEmptyShould(true);
}
