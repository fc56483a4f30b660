using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IrisFlow.Telemetry;

/// <summary>Sends traces (a span a run, a span a step below it) and metrics to the collector that the standard <c>OTEL_*</c> variables name.</summary>
/// <remarks>
/// Who sets no endpoint loads none of this. What is sent: names, states, durations, row counts and figures; never data, parameters
/// or commands, which may hold what is secret.
/// </remarks>
public sealed class Telemetry : IDisposable
{
    // How long the end of a program waits for a collector that does not answer.
    private const int PatienceInMilliseconds = 3_000;

    private static readonly string[] Endpoints = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private readonly ActivitySource _source = new("IrisFlow");
    private readonly Meter _meter = new("IrisFlow");
    private readonly Counter<long> _runs;
    private readonly Counter<long> _steps;
    private readonly Histogram<double> _durations;
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _metering;

    /// <summary>Begins to collect; the exporter reads the rest of its settings from the environment.</summary>
    public Telemetry()
    {
        _runs = _meter.CreateCounter<long>("irisflow.runs", "{run}", "Runs that ended, by state.");
        _steps = _meter.CreateCounter<long>("irisflow.steps", "{step}", "Steps that ended, by state.");
        _durations = _meter.CreateHistogram<double>("irisflow.step.duration", "s", "The work on a step.");
        var resource = ResourceBuilder.CreateDefault().AddService("irisflow").AddEnvironmentVariableDetector();
        _tracing = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(_source.Name).AddOtlpExporter().Build();
        _metering = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(_meter.Name).AddOtlpExporter().Build();
    }

    /// <summary>Whether the environment names a collector.</summary>
    public static bool IsConfigured =>
        Endpoints.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 })
        && !string.Equals(Environment.GetEnvironmentVariable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>An observer for one run.</summary>
    public IRunObserver Watch() => new RunSpans(_source, _runs, _steps, _durations);

    /// <summary>Sends what is left, and ends; a collector that does not answer is not waited for long.</summary>
    public void Dispose()
    {
        _tracing.ForceFlush(PatienceInMilliseconds);
        _metering.ForceFlush(PatienceInMilliseconds);
        _tracing.Shutdown(PatienceInMilliseconds);
        _metering.Shutdown(PatienceInMilliseconds);
        _tracing.Dispose();
        _metering.Dispose();
        _meter.Dispose();
        _source.Dispose();
    }
}
