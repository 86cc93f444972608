// What every loss asks of its arguments.

func checkTargets<Scalar>(_ prediction: Variable<Scalar>, _ targets: Tensor<Scalar>, of name: StaticString) {
  if prediction.shape != targets.shape {
    stop(
      "\(name): a prediction of \(prediction.shape) against a target of \(targets.shape): shapes have to be equal; "
        + "reshape the target")
  }
  checkBatch(prediction, of: name)
}

func checkBatch<Scalar>(_ prediction: Variable<Scalar>, of name: StaticString) {
  if prediction.value.count == 0 { stop("\(name): a batch of \(prediction.shape) holds no numbers; leave empty batches out") }
}

/// Stops unless all are from 0 to 1; NaN is not.
func checkProbabilities<Scalar>(_ values: Tensor<Scalar>, named noun: StaticString, remedy: StaticString, of name: StaticString) {
  let least = values.min(), greatest = values.max()
  if !(least >= 0 && greatest <= 1) { stop("\(name): \(noun) from \(least) to \(greatest); they are from 0 to 1: \(remedy)") }
}

/// A variance, a scale or the logarithm of one: one for each number, or repeated to them.
func checkSpread<Scalar>(_ spread: Variable<Scalar>, _ prediction: Variable<Scalar>, of name: StaticString) {
  if !spread.shape.repeats(to: prediction.shape) {
    stop("\(name): a spread of \(spread.shape) for a prediction of \(prediction.shape); give its shape, or one that repeats to it")
  }
}

func checkPositive(_ value: Double, named noun: StaticString, of name: StaticString) {
  if !(value > 0) { stop("\(name): a \(noun) of \(value); it is above 0") }
}

func checkWeight(_ weight: Double, of name: StaticString) {
  if !(weight >= 0) { stop("\(name): a weight of \(weight); it is 0 or more") }
}
