@echo off
rem Runs Actionscape from any directory; builds it first if it is not built.
setlocal
set "home=%~dp0"
set "jar=%home%target\actionscape.jar"
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (set "java=java")
"%java%" -version >nul 2>&1 || (echo actionscape: Java: must be installed, version 17 or newer; set JAVA_HOME 1>&2 & exit /b 2)
if not exist "%jar%" (
  echo actionscape: building ^(once^) 1>&2
  pushd "%home%" && call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2
  if errorlevel 1 (popd & exit /b 1)
  popd
)
rem What answers at once and computes nothing starts faster with the first compiler alone.
set "hurry="
for %%c in (list completion --help --version) do if "%~1"=="%%c" set "hurry=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "classes=%jar%"
if defined ACTIONSCAPE_PLUGINS set "classes=%jar%;%ACTIONSCAPE_PLUGINS%"
"%java%" %hurry% --add-modules jdk.incubator.vector -XX:CompileCommand=quiet -XX:CompileCommand=dontinline,org.actionscape.math.VectorKernel::weigh* -XX:CompileCommand=dontinline,org.actionscape.math.VectorKernel::add* -XX:CompileCommand=dontinline,org.actionscape.math.VectorKernel::extremes -XX:CompileCommand=dontinline,org.actionscape.math.VectorKernel::divergence -cp "%classes%" org.actionscape.cli.Main %*
exit /b %errorlevel%
