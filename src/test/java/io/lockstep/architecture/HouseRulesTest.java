package io.lockstep.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms keep to their arrows, and the core to its purity. */
class HouseRulesTest {

  /**
   * The only core classes that two threads may touch: the engine's inbox and its published view.
   */
  private static final Set<String> SHARED_BETWEEN_THREADS =
      Set.of("io.lockstep.engine.ViewPublisher");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(Rooms.BASE);

  @ParameterizedTest
  @MethodSource("roomsWithArrows")
  void importsOnlyAlongItsArrows(String room) {
    check(
        noClasses()
            .that()
            .resideInAPackage(Rooms.pattern(room))
            .should()
            .dependOnClassesThat(Rooms.forbiddenRooms(room)));
  }

  static Stream<String> roomsWithArrows() {
    return Rooms.ARROWS.keySet().stream().sorted();
  }

  @Test
  void everyPackageIsInAKnownRoom() {
    assertThat(HOUSE.stream().map(JavaClass::getPackageName).map(HouseRulesTest::roomOf).distinct())
        .allMatch(room -> room.equals("config") || Rooms.ARROWS.containsKey(room));
  }

  @Test
  void roomsFormNoCycle() {
    check(slices().matching(Rooms.BASE + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching(Rooms.BASE + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void coreIsPlainJava() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.corePatterns())
            .should()
            .dependOnClassesThat(Rooms.foreignLibraries()));
  }

  @Test
  void onlyTheServerNamesNetty() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(Rooms.pattern("server"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor.netty.tcp.."));
  }

  @Test
  void coreReadsNoClockAndNeverSleeps() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.corePatterns())
            .should()
            .accessTargetWhere(target(System.class, "currentTimeMillis|nanoTime"))
            .orShould()
            .accessTargetWhere(target(Instant.class, "now"))
            .orShould()
            .accessTargetWhere(target(Thread.class, "sleep")));
  }

  @Test
  void coreThrowsNoDiceOfItsOwn() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.corePatterns())
            .should()
            .accessTargetWhere(target(Random.class, "<init>"))
            .orShould()
            .accessTargetWhere(target(Math.class, "random"))
            .orShould()
            .dependOnClassesThat(JavaClass.Predicates.type(ThreadLocalRandom.class)));
  }

  @Test
  void coreSharesNothingBetweenThreads() {
    check(
        noFields()
            .that()
            .areDeclaredInClassesThat(areConfined())
            .should()
            .haveModifier(JavaModifier.VOLATILE));
    check(
        noMethods()
            .that()
            .areDeclaredInClassesThat(areConfined())
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED));
    check(
        noClasses()
            .that(areConfined())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent.locks.."));
  }

  @Test
  void coreEntersNoMonitor() {
    assertThat(HOUSE.stream().filter(areConfined()).filter(HouseRulesTest::entersMonitor))
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
        .allMatch(annotatedWith(NullMarked.class));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Info)")
            .orShould()
            .haveNameMatching(".*[.$](Abstract|Default)[A-Z][^.$]*"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }

  private static String roomOf(String packageName) {
    return packageName.substring(Rooms.BASE.length() + 1).split("\\.", 2)[0];
  }

  /** Calls and method references to members of {@code owner} whose name matches {@code names}. */
  private static DescribedPredicate<JavaAccess<?>> target(Class<?> owner, String names) {
    return DescribedPredicate.describe(
        "names %s of %s".formatted(names, owner.getName()),
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getName().matches(names));
  }

  private static DescribedPredicate<JavaClass> areConfined() {
    return resideInAnyPackage(Rooms.corePatterns())
        .and(DescribedPredicate.describe("are confined to a thread", HouseRulesTest::isConfined));
  }

  private static boolean isConfined(JavaClass type) {
    return SHARED_BETWEEN_THREADS.stream()
        .noneMatch(n -> type.getName().equals(n) || type.getName().startsWith(n + "$"));
  }

  private static boolean entersMonitor(JavaClass type) {
    return ClassFile.of().parse(bytesOf(type)).methods().stream()
        .anyMatch(HouseRulesTest::entersMonitor);
  }

  private static boolean entersMonitor(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(MonitorInstruction.class::isInstance);
  }

  private static byte[] bytesOf(JavaClass type) {
    try (var in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
