package why403;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import why403.diagnosis.check.CheckGroup;
import why403.diagnosis.remedy.PolicyTarget;
import why403.diagnosis.request.S3Bucket;
import why403.log.Field;
import why403.sample.KeptFields;

/**
 * Which package may use which. The rules name steps and rooms without the leading {@code why403}; a subpackage belongs to
 * its step. {@code docs/architecture.md} shows which of the permitted uses exist.
 */
@AnalyzeClasses(packages = "why403", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int MOST_CLASSES_OF_A_PACKAGE = 30;

    /** Every package may use these, and they use no other. */
    private static final List<String> SHARED = List.of("text", "json", "hash");

    /** In the order of the data. A step may use only the steps before it. */
    private static final List<String> STEPS = List.of("trigger", "log", "tally", "history", "spike");

    /** Parts of a step that only the step itself uses. */
    private static final Map<String, String> INNER_PARTS = Map.of("log.bytes", "log", "spike.rule", "spike");

    /** The account's answers and the evaluator of its policies. They use no step. */
    private static final List<String> ACCOUNT = List.of("account", "policy");

    private static final List<String> FAMILIES =
            List.of("diagnosis.edge", "diagnosis.signed", "diagnosis.s3", "diagnosis.origin");

    /** A room of the diagnosis may use only rooms before it. Rooms of one level do not use one another. */
    private static final List<List<String>> ROOMS = List.of(
            List.of("cause"),
            List.of("sample"),
            List.of("diagnosis.inquiry"),
            List.of("diagnosis.request"),
            List.of("diagnosis.hotspot", "diagnosis.remedy"),
            List.of("diagnosis.check"),
            List.of("diagnosis.access", "diagnosis.signature", "diagnosis.change"),
            FAMILIES,
            List.of("diagnosis"));

    private static final List<String> ADAPTERS = List.of("aws", "folder");

    private static final List<String> ENTRY_POINTS = List.of("lambda", "cli");

    @ArchTest
    static void everyPackageIsSubjectToTheseRules(JavaClasses classes) {
        classes().should().resideInAnyPackage(identifiers(all())).check(classes);
    }

    @ArchTest
    static void everyPackageThatTheseRulesNameExists(JavaClasses classes) {
        for (String name : all()) {
            assertThat(classes.stream().anyMatch(resideInAPackage(identifier(name))))
                    .as("why403." + name + " has classes")
                    .isTrue();
        }
    }

    @ArchTest
    static final ArchRule packagesUseOneAnotherInOneDirection =
            slices().matching("why403.(**)").should().beFreeOfCycles();

    @ArchTest
    static void noPackageHasMoreThanThirtyClasses(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));
        sizes.values().removeIf(size -> size <= MOST_CLASSES_OF_A_PACKAGE);
        assertThat(sizes)
                .as("packages with more than %d classes; split them", MOST_CLASSES_OF_A_PACKAGE)
                .isEmpty();
    }

    @ArchTest
    static void sharedPackagesUseNoOtherPackage(JavaClasses classes) {
        SHARED.forEach(name -> usesOnly(name, List.of()).check(classes));
    }

    @ArchTest
    static void aStepUsesOnlyStepsBeforeIt(JavaClasses classes) {
        for (int i = 0; i < STEPS.size(); i++) {
            usesOnly(STEPS.get(i), both(STEPS.subList(0, i), SHARED)).check(classes);
        }
    }

    /** A sample keeps of a record only what is read; a check that read another field would find it absent in every record. */
    @ArchTest
    static void aSampleKeepsExactlyTheFieldsThatDimensionsAndChecksRead(JavaClasses classes) {
        Set<Field> read = classes.stream()
                .filter(resideInAnyPackage("why403.sample..", "why403.diagnosis.."))
                .filter(type -> !type.isEquivalentTo(KeptFields.class))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(Field.class))
                .map(access -> Field.valueOf(access.getTarget().getName()))
                .collect(toSet());
        assertThat(EnumSet.allOf(Field.class).stream()
                        .filter(KeptFields.SELECTION::contains)
                        .collect(toSet()))
                .isEqualTo(read);
    }

    @ArchTest
    static void onlyItsStepUsesAnInnerPart(JavaClasses classes) {
        INNER_PARTS.forEach((part, step) -> noClasses()
                .that()
                .resideOutsideOfPackage(identifier(step))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(identifier(part))
                .check(classes));
    }

    @ArchTest
    static void theBytesOfALogStandAlone(JavaClasses classes) {
        usesOnly("log.bytes", List.of("hash")).check(classes);
    }

    @ArchTest
    static void theAccountAndThePoliciesStandAlone(JavaClasses classes) {
        ACCOUNT.forEach(name -> usesOnly(name, SHARED).check(classes));
    }

    @ArchTest
    static void aRoomOfTheDiagnosisUsesOnlyRoomsBeforeIt(JavaClasses classes) {
        List<String> before = new ArrayList<>();
        for (List<String> level : ROOMS) {
            for (String room : level) {
                usesOnly(room, both(both(before, SHARED), stepsOf(room))).check(classes);
            }
            before.addAll(level);
        }
    }

    /** A cause is a plain value, and a sample knows records only; the other rooms use every step and the account. */
    private static List<String> stepsOf(String room) {
        return switch (room) {
            case "cause" -> List.of();
            case "sample" -> STEPS;
            default -> both(STEPS, ACCOUNT);
        };
    }

    @ArchTest
    static final ArchRule familiesOfCausesDoNotUseOneAnother = slices().matching(
                    "why403.diagnosis.(edge|signed|s3|origin)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static void aFamilyOfCausesExportsOnlyItsGroup(JavaClasses classes) {
        for (String family : FAMILIES) {
            List<JavaClass> exported = classes.stream()
                    .filter(resideInAPackage(identifier(family)))
                    .filter(JavaClass::isTopLevelClass)
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .toList();
            assertThat(exported)
                    .as("public classes of why403.%s: only its CheckGroup", family)
                    .hasSize(1)
                    .allMatch(type -> type.isAssignableTo(CheckGroup.class));
        }
    }

    @ArchTest
    static void everyGroupOfChecksIsAFamily(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(type -> type.isAssignableTo(CheckGroup.class) && !type.isInterface())
                        .map(JavaClass::getPackageName)
                        .collect(toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        FAMILIES.stream().map(family -> "why403." + family).toList());
    }

    @ArchTest
    static final ArchRule nothingOutsideTheDiagnosisUsesItsRooms = noClasses()
            .that()
            .resideOutsideOfPackage("why403.diagnosis..")
            .should()
            .dependOnClassesThat(resideInAPackage("why403.diagnosis..").and(not(resideInAPackage("why403.diagnosis"))));

    @ArchTest
    static void anAlertUsesOnlyTheCausesOfADiagnosis(JavaClasses classes) {
        usesOnly("alert", both(both(SHARED, STEPS), List.of("cause"))).check(classes);
    }

    @ArchTest
    static void watchUsesStepsAndPortsAndNoAdapter(JavaClasses classes) {
        usesOnly("watch", both(both(both(SHARED, STEPS), ACCOUNT), List.of("cause", "sample", "diagnosis", "alert")))
                .check(classes);
    }

    @ArchTest
    static void onlyEntryPointsUseAnAdapter(JavaClasses classes) {
        for (String adapter : ADAPTERS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(identifiers(both(List.of(adapter), ENTRY_POINTS)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(identifier(adapter))
                    .check(classes);
        }
    }

    @ArchTest
    static void nothingUsesAnEntryPoint(JavaClasses classes) {
        for (String entryPoint : ENTRY_POINTS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(identifier(entryPoint))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(identifier(entryPoint))
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule onlyTheAwsAdaptersUseSdkClients = noClasses()
            .that()
            .resideOutsideOfPackage("why403.aws..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("software\\.amazon\\.awssdk\\.services\\..*Client(Builder)?");

    @ArchTest
    static final ArchRule noObjectMapperSlowsTheStart = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMapper.class)
            .orShould()
            .callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.<JavaClass>owner(
                            JavaClass.Predicates.assignableTo(JsonNode.class)))
                    .and(JavaCall.Predicates.target(HasName.Predicates.nameMatching("to(Pretty)?String"))))
            .because("ObjectMapper takes a fifth of a second to load, and a tree's toString creates one; JsonTree reads"
                    + " and writes trees without it");

    /** S3 may refuse to store a bucket's policy, which this class checks. */
    @ArchTest
    static final ArchRule onlyOneClassEditsPoliciesOfBuckets = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("why403.diagnosis.access.PolicyFix")
            .should()
            .callConstructor(PolicyTarget.OfBucket.class, S3Bucket.class);

    @ArchTest
    static final ArchRule nothingUsesReflection =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

    private static ArchRule usesOnly(String name, List<String> others) {
        String[] permitted = identifiers(both(List.of(name), others));
        return classes()
                .that()
                .resideInAPackage(identifier(name))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("why403..")).or(resideInAnyPackage(permitted)))
                .as(name + " uses only " + others);
    }

    private static List<String> all() {
        return Stream.of(
                        SHARED,
                        STEPS,
                        ACCOUNT,
                        ROOMS.stream().flatMap(Collection::stream).toList(),
                        List.of("alert", "watch"),
                        ADAPTERS,
                        ENTRY_POINTS)
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The package {@code diagnosis} is a room of its own without its subpackages. Every other name includes its subpackages. */
    private static String identifier(String name) {
        return "why403." + name + (name.equals("diagnosis") ? "" : "..");
    }

    private static String[] identifiers(List<String> names) {
        return names.stream().map(ArchitectureTest::identifier).toArray(String[]::new);
    }
}
