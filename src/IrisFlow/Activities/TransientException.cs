namespace IrisFlow;

/// <summary>Thrown by an activity when its work failed for a reason that may pass: a service that is busy, a lock that another holds.</summary>
/// <remarks>A step whose policy has retries is tried again. Failures of files, sockets, HTTP and waiting are taken for such without this.</remarks>
public sealed class TransientException : Exception
{
    /// <summary>A failure that may pass.</summary>
    /// <param name="message">What failed, as a sentence.</param>
    /// <param name="inner">What it came from.</param>
    public TransientException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
