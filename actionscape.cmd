@echo off
rem Runs Actionscape from any directory; builds it first if it is not built or its sources are newer.
rem No test runs this file: it is kept as simple as can be.
setlocal
set "root=%~dp0"
set "jar=%root%target\actionscape.jar"
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java")
"%java%" -version >nul 2>&1 || (echo actionscape: Java: must be installed, version 17 or newer; set JAVA_HOME 1>&2 & exit /b 2)
if not exist "%jar%" goto build
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:jar).LastWriteTime; if (Get-ChildItem -Recurse -LiteralPath ($env:root + 'src\main'), ($env:root + 'pom.xml') | Where-Object { $_.LastWriteTime -gt $built }) { exit 1 }" && goto run
:build
where mvn >nul 2>&1 || (echo actionscape: Maven: must be installed to build the jar 1>&2 & exit /b 2)
echo actionscape: building (once) 1>&2
pushd "%root%"
call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2 || (popd & exit /b 1)
popd
:run
rem What answers at once and computes nothing starts faster with the first compiler alone.
set "hurry="
for %%c in (list completion --help --version) do if "%~1"=="%%c" set "hurry=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "classes=%jar%"
if defined ACTIONSCAPE_PLUGINS set "classes=%jar%;%ACTIONSCAPE_PLUGINS%"
"%java%" "@%root%src\main\jvm.options" %hurry% -cp "%classes%" org.actionscape.cli.Main %*
exit /b %errorlevel%
