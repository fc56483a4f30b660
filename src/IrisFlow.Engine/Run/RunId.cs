using System.Globalization;
using System.Security.Cryptography;

namespace IrisFlow.Engine.Run;

/// <summary>The ids of runs.</summary>
internal static class RunId
{
    /// <summary>An id of its own for a run that begins now. Runs are listed by id, newest first, and a second holds many runs of a small workflow.</summary>
    public static string At(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture) + "-" + RandomNumberGenerator.GetHexString(6, lowercase: true);
}
