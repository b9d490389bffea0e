#!/usr/bin/env bash
# maven-surefire-plugin 3.5.6, maven-toolchains-plugin 3.2.0 (Apache-2.0), Java 17 to 24 and Java 25
# Needs Maven to run on a Java older than 25, and a JDK 25 where the toolchains plugin looks.
#
# Expected: the tests run in the toolchain's Java, however many processes they are given.
# Seen:     with one process they do. With two, surefire looks for the test classes before it starts
#           any process, and loads them into Maven's own virtual machine: if that is older than the
#           toolchain, the build ends with UnsupportedClassVersionError and no test has run.
# The desk: runs its tests in one process, so that plain `mvn` works on an older Java.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
unset JAVA_HOME
mvn -version | grep -qE 'Java version: (1[7-9]|2[0-4])' || { echo "needs Maven on Java 17 to 24"; exit 2; }
mkdir -p src/test/java
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<properties><maven.compiler.release>25</maven.compiler.release>
<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId>
<version>5.13.4</version><scope>test</scope></dependency></dependencies>
<build><plugins>
<plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-toolchains-plugin</artifactId><version>3.2.0</version>
<executions><execution><goals><goal>select-jdk-toolchain</goal></goals>
<configuration><version>[25,)</version></configuration></execution></executions></plugin>
<plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
<plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-surefire-plugin</artifactId><version>3.5.6</version></plugin>
</plugins></build></project>
POM
for n in 1 2; do cat > "src/test/java/Some${n}Test.java" <<JAVA
import org.junit.jupiter.api.Test;
class Some${n}Test { @Test void runs() {} }
JAVA
done
for forks in 1 2; do
  mvn -B test -DforkCount=$forks >log 2>&1 || true
  echo "forkCount=$forks: $(grep -oE 'Tests run: [0-9]+, Failures: 0, Errors: 0|UnsupportedClassVersionError' log | tail -n 1)"
done | tee seen
diff seen - <<'SEEN'
forkCount=1: Tests run: 2, Failures: 0, Errors: 0
forkCount=2: UnsupportedClassVersionError
SEEN
