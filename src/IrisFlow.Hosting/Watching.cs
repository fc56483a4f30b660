using System.Runtime.CompilerServices;

namespace IrisFlow.Hosting;

/// <summary>The one place that names telemetry, so that its assemblies are loaded only where a collector is named.</summary>
internal static class Watching
{
    /// <summary>Begins to collect; null where telemetry is switched off.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (IDisposable End, Func<IRunObserver> Watch)? Begin()
    {
        if (!Telemetry.Telemetry.IsConfigured)
        {
            return null;
        }

        var telemetry = new Telemetry.Telemetry();
        return (telemetry, telemetry.Watch);
    }
}
